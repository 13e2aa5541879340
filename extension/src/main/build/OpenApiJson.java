import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;

/**
 * A step of the build: writes the OpenAPI documents in YAML as JSON. The server has no class for YAML that an extension may count on.
 *
 * <p>Arguments: the folder of the YAML files, the folder for the JSON files, the names without an ending.
 */
final class OpenApiJson {

    private OpenApiJson() {}

    public static void main(String[] arguments) throws IOException {
        File target = new File(arguments[1]);
        target.mkdirs();
        for (int i = 2; i < arguments.length; i++) {
            File yaml = new File(arguments[0], arguments[i] + ".yaml");
            new JsonMapper().writeValue(new File(target, arguments[i] + ".json"), new YAMLMapper().readTree(yaml));
        }
    }
}
