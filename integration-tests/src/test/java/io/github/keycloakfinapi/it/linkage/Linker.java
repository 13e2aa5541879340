package io.github.keycloakfinapi.it.linkage;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PROTECTED;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;

import io.github.keycloakfinapi.it.linkage.ClassFile.Lambda;
import io.github.keycloakfinapi.it.linkage.ClassFile.Reference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for what a class needs as the virtual machine does, and tells what it would fail at. */
final class Linker {

    private static final String OBJECT = "java/lang/Object";
    /** Their methods take what they are given. */
    private static final Set<String> POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private final ClassPath classes;

    Linker(ClassPath classes) {
        this.classes = classes;
    }

    private record Member(ClassFile owner, int flags) {
        boolean is(int flag) {
            return (flags & flag) != 0;
        }
    }

    /** One sentence for each, which begins with what is missing. */
    List<String> complaints(ClassFile type) {
        return Stream.of(
                        type.classes().stream()
                                .filter(each -> classes.find(each).isEmpty())
                                .map(each -> each + " is missing"),
                        type.references().stream().flatMap(each -> complaint(type, each).stream()),
                        unimplemented(type),
                        type.lambdas().stream().flatMap(this::unimplemented),
                        finals(type))
                .flatMap(each -> each)
                .distinct()
                .map(each -> each + ", in " + type.name())
                .toList();
    }

    private Optional<String> complaint(ClassFile from, Reference reference) {
        var name = reference.owner().startsWith("[") ? OBJECT : reference.owner();
        var owner = classes.find(name);
        if (owner.isEmpty() || POLYMORPHIC.contains(name)) {
            return Optional.empty();
        }
        var isMethod = reference.key().contains("(");
        if (isMethod && owner.get().is(ACC_INTERFACE) != reference.ofInterface()) {
            return Optional.of(reference + " is of a class that was an interface, or the other way round");
        }
        var member = lineage(owner.get())
                .flatMap(each -> declared(each, reference.key()).stream())
                .findFirst();
        if (member.isEmpty()) {
            return Optional.of(reference + " is missing");
        }
        return isOpen(from, member.get()) ? Optional.empty() : Optional.of(reference + " may not be used");
    }

    private static Optional<Member> declared(ClassFile type, String key) {
        return Optional.ofNullable(type.members().get(key)).map(flags -> new Member(type, flags));
    }

    /** Whether the class of a protected member is one of those that this class extends is what the compiler has seen to. */
    private static boolean isOpen(ClassFile from, Member member) {
        return member.is(ACC_PUBLIC)
                || member.is(ACC_PROTECTED)
                || from.packageName().equals(member.owner().packageName());
    }

    /** The class itself, those that it extends, and then all interfaces: where a member is looked for, in this order. */
    private Stream<ClassFile> lineage(ClassFile type) {
        var superclasses = new LinkedHashSet<ClassFile>();
        for (var each = Optional.of(type);
                each.isPresent();
                each = Optional.ofNullable(each.get().superclass()).flatMap(classes::find)) {
            superclasses.add(each.get());
        }
        var all = new LinkedHashSet<>(superclasses);
        superclasses.forEach(each -> addInterfaces(each, all));
        return all.stream();
    }

    private void addInterfaces(ClassFile type, Set<ClassFile> all) {
        type.parents().flatMap(name -> classes.find(name).stream()).forEach(parent -> {
            all.add(parent);
            addInterfaces(parent, all);
        });
    }

    private Stream<String> unimplemented(ClassFile type) {
        return type.is(ACC_ABSTRACT)
                ? Stream.empty()
                : abstracts(type).filter(key -> !isImplemented(type, key)).map(key -> key + " is not implemented");
    }

    private Stream<String> unimplemented(Lambda lambda) {
        return classes.find(lambda.type()).stream()
                .flatMap(type ->
                        abstracts(type).filter(key -> !lambda.methods().contains(key) && !isImplemented(type, key)))
                .map(key -> key + " of " + lambda.type() + " is not implemented by a lambda expression");
    }

    private Stream<String> abstracts(ClassFile type) {
        return lineage(type)
                .flatMap(each -> each.members().entrySet().stream())
                .filter(member -> (member.getValue() & ACC_ABSTRACT) != 0)
                .map(Map.Entry::getKey)
                .distinct();
    }

    /** By a class, or else by an interface. */
    private boolean isImplemented(ClassFile type, String key) {
        var declared =
                lineage(type).flatMap(each -> declared(each, key).stream()).toList();
        var ofClasses = declared.stream()
                .filter(each -> !each.owner().is(ACC_INTERFACE))
                .findFirst();
        return ofClasses
                .map(member -> !member.is(ACC_ABSTRACT))
                .orElseGet(() -> declared.stream().anyMatch(member -> !member.is(ACC_ABSTRACT)));
    }

    private Stream<String> finals(ClassFile type) {
        var superclasses = lineage(type)
                .filter(each -> each != type && !each.is(ACC_INTERFACE))
                .toList();
        return Stream.concat(
                superclasses.stream().filter(each -> each.is(ACC_FINAL)).map(each -> each.name() + " is final"),
                type.members().entrySet().stream()
                        .filter(own -> (own.getValue() & (ACC_PRIVATE | ACC_STATIC)) == 0)
                        .map(Map.Entry::getKey)
                        .filter(key -> key.contains("(") && !key.startsWith("<"))
                        .filter(key -> superclasses.stream()
                                .flatMap(each -> declared(each, key).stream())
                                .anyMatch(member -> member.is(ACC_FINAL) && !member.is(ACC_PRIVATE)))
                        .map(key -> key + " is final"));
    }
}
