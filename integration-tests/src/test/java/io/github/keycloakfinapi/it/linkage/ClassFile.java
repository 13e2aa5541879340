package io.github.keycloakfinapi.it.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class as the virtual machine reads it: what it declares, and what it refers to. Names are those of class files. */
final class ClassFile {

    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int METHOD_OF_INTERFACE = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    private final ClassReader reader;
    private final Map<String, Integer> members = new HashMap<>();
    private final List<Lambda> lambdas = new ArrayList<>();

    ClassFile(byte[] bytes) {
        reader = new ClassReader(bytes);
        reader.accept(new Members(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    /** A member of a class. Its key is the name and what the compiler knew of its type: the virtual machine looks for both. */
    record Reference(String owner, String key, boolean ofInterface) {
        @Override
        public String toString() {
            return owner + "." + key;
        }
    }

    /** What a lambda expression is an object of, and the methods that it implements. */
    record Lambda(String type, Set<String> methods) {}

    String name() {
        return reader.getClassName();
    }

    String packageName() {
        return name().substring(0, name().lastIndexOf('/') + 1);
    }

    boolean is(int flag) {
        return (reader.getAccess() & flag) != 0;
    }

    /** The class that it extends, and the interfaces. */
    Stream<String> parents() {
        return Stream.concat(Stream.ofNullable(reader.getSuperName()), Stream.of(reader.getInterfaces()));
    }

    String superclass() {
        return reader.getSuperName();
    }

    /** The flags of each member that it declares itself. */
    Map<String, Integer> members() {
        return members;
    }

    List<Lambda> lambdas() {
        return lambdas;
    }

    /** All that its code names. Annotations are not in it: the virtual machine leaves out those that are not there. */
    Set<Reference> references() {
        var references = new LinkedHashSet<Reference>();
        var buffer = new char[reader.getMaxStringLength()];
        items().forEach(item -> {
            var tag = reader.readByte(item - 1);
            if (tag == FIELD || tag == METHOD || tag == METHOD_OF_INTERFACE) {
                var nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                var type = reader.readUTF8(nameAndType + 2, buffer);
                references.add(new Reference(
                        reader.readClass(item, buffer),
                        key(reader.readUTF8(nameAndType, buffer), type),
                        tag == METHOD_OF_INTERFACE));
            }
        });
        return references;
    }

    /** All classes that it names, without those of its annotations. */
    Set<String> classes() {
        var buffer = new char[reader.getMaxStringLength()];
        var descriptors = members.keySet().stream().map(key -> key.substring(separator(key)));
        var types = items().flatMap(item -> switch (reader.readByte(item - 1)) {
            case CLASS -> Stream.of(Type.getObjectType(reader.readUTF8(item, buffer)));
            case NAME_AND_TYPE -> types(reader.readUTF8(item + 2, buffer));
            case METHOD_TYPE -> types(reader.readUTF8(item, buffer));
            default -> Stream.<Type>empty();
        });
        return Stream.concat(types, descriptors.flatMap(each -> types(each.startsWith(":") ? each.substring(1) : each)))
                .map(type -> type.getSort() == Type.ARRAY ? type.getElementType() : type)
                .filter(type -> type.getSort() == Type.OBJECT)
                .map(Type::getInternalName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Integer> items() {
        // The second half of a long number is no item of its own.
        return Stream.iterate(1, i -> i < reader.getItemCount(), i -> i + 1)
                .map(reader::getItem)
                .filter(item -> item > 0);
    }

    private static Stream<Type> types(String descriptor) {
        var type = Type.getType(descriptor);
        return type.getSort() == Type.METHOD
                ? Stream.concat(Stream.of(type.getReturnType()), Stream.of(type.getArgumentTypes()))
                : Stream.of(type);
    }

    /** Of a method {@code name(arguments)result}, of a field {@code name:type}. */
    static String key(String name, String descriptor) {
        return descriptor.startsWith("(") ? name + descriptor : name + ":" + descriptor;
    }

    private static int separator(String key) {
        return key.indexOf('(') < 0 ? key.indexOf(':') : key.indexOf('(');
    }

    private final class Members extends ClassVisitor {

        Members() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
            members.put(key(name, type), access);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            members.put(key(name, type), access);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String method, String made, Handle maker, Object... arguments) {
                    if (maker.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                        lambdas.add(new Lambda(
                                Type.getReturnType(made).getInternalName(),
                                Stream.of(arguments)
                                        .filter(each -> each instanceof Type type && type.getSort() == Type.METHOD)
                                        .map(each -> method + each)
                                        .collect(Collectors.toSet())));
                    }
                }
            };
        }
    }
}
