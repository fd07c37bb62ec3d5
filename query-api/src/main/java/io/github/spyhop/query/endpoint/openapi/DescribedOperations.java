package io.github.spyhop.query.endpoint.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Describes operations, their parameters and what they answer, in the words of Javadoc. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedOperations implements OASFilter {

    private static final String JSON = "application/json";

    /** Of {@code @NotBlank}, which is meant to be anywhere in the text. */
    private static final String NOT_BLANK = "\\S";

    private final IndexView index;
    private final OperationExamples examples = OperationExamples.read();

    /** For the build of Quarkus, which knows the classes. */
    public DescribedOperations(IndexView index) {
        this.index = index;
    }

    /** The service matches the whole text, a JSON schema's pattern any part of it. */
    @Override
    public Schema filterSchema(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith("^") && !pattern.equals(NOT_BLANK)) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DescribedTypes types = new DescribedTypes(index, api.getComponents().getSchemas());
        Schema time = api.getComponents().getSchemas().get("Instant");
        if (time != null) {
            time.setDescription("A time in UTC, RFC 3339.");
        }
        Map<String, Tag> tags = new TreeMap<>();
        for (PathItem path : api.getPaths().getPathItems().values()) {
            path.getOperations()
                    .forEach((verb, operation) -> {
                        MethodInfo method = methodOf(operation);
                        Tag tag = tagOf(method.declaringClass());
                        tags.put(tag.getName(), tag);
                        operation.setTags(List.of(tag.getName()));
                        describe(operation, verb, method);
                        describeTypes(types, operation, method);
                        examples.addTo(operation);
                    });
        }
        api.setTags(List.copyOf(tags.values()));
    }

    /** The method whose name is still the operation's id. */
    private MethodInfo methodOf(Operation operation) {
        String id = operation.getOperationId();
        int separator = id.lastIndexOf('_');
        return Optional.ofNullable(index.getClassByName(id.substring(0, separator)))
                .flatMap(type ->
                        type.methods().stream()
                                .filter(it -> it.name().equals(id.substring(separator + 1)))
                                .findFirst())
                .orElseThrow(() -> new IllegalStateException("No method is named as " + id));
    }

    private static Tag tagOf(ClassInfo resource) {
        return OASFactory.createTag()
                .name(OperationNames.tag(resource.name().toString()))
                .description(KeptJavadoc.of(resource).whole());
    }

    private static void describe(Operation operation, PathItem.HttpMethod verb, MethodInfo method) {
        JavadocText text = KeptJavadoc.of(method);
        operation.setSummary(text.summary());
        operation.setDescription(text.rest().isEmpty() ? null : text.rest());
        operation.setOperationId(
                OperationNames.of(
                        method.declaringClass().name().toString(),
                        method.name(),
                        otherwise(operation, verb)));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(it -> describe(it, method, text));
        }
    }

    private static String otherwise(Operation operation, PathItem.HttpMethod verb) {
        if (verb != PathItem.HttpMethod.GET) {
            return verb.name().toLowerCase(Locale.ROOT);
        }
        Schema answer =
                Optional.ofNullable(operation.getResponses().getAPIResponse("200"))
                        .map(found -> schemaOf(found.getContent()))
                        .orElse(null);
        return answer != null && answer.getItems() != null ? "list" : "get";
    }

    private static void describe(Parameter parameter, MethodInfo method, JavadocText text) {
        String name = parameter.getName();
        String own =
                method.parameters().stream()
                        .filter(it -> nameOf(it).equals(name))
                        .map(MethodParameterInfo::name)
                        .filter(text.params()::containsKey)
                        .map(text.params()::get)
                        .findFirst()
                        .orElse(null);
        parameter.setDescription(own == null ? CommonWords.ofParameter(name) : own);
    }

    private static String nameOf(MethodParameterInfo parameter) {
        return Stream.of(RestQuery.class, RestPath.class)
                .map(parameter::annotation)
                .filter(it -> it != null && it.value() != null)
                .map(it -> it.value().asString())
                .findFirst()
                .orElse(parameter.name());
    }

    private static void describeTypes(
            DescribedTypes types, Operation operation, MethodInfo method) {
        operation
                .getResponses()
                .getAPIResponses()
                .forEach((status, response) -> {
                    Schema schema = schemaOf(response.getContent());
                    if (schema != null && status.startsWith("2")) {
                        types.describeAnswer(answered(method), schema);
                    }
                });
        if (operation.getRequestBody() != null) {
            // Our only parameter without an annotation that says where it is.
            method.parameters().stream()
                    .filter(it -> !it.type().name().packagePrefix().startsWith("jakarta"))
                    .forEach(it ->
                            types.describeBody(
                                    it.type(), schemaOf(operation.getRequestBody().getContent())));
        }
    }

    /** What a method returns, or what its annotation says that it answers. */
    private static Type answered(MethodInfo method) {
        return method.annotations().stream()
                .filter(it -> it.name().withoutPackagePrefix().startsWith("APIResponse"))
                .flatMap(DescribedOperations::implementations)
                .findFirst()
                .orElse(method.returnType());
    }

    private static Stream<Type> implementations(AnnotationInstance annotation) {
        return annotation.values().stream().flatMap(DescribedOperations::implementations);
    }

    private static Stream<Type> implementations(AnnotationValue value) {
        return switch (value.kind()) {
            case CLASS ->
                    value.name().equals("implementation")
                            ? Stream.of(value.asClass())
                            : Stream.of();
            case NESTED -> implementations(value.asNested());
            case ARRAY ->
                    value.componentKind() == AnnotationValue.Kind.NESTED
                            ? Stream.of(value.asNestedArray())
                                    .flatMap(DescribedOperations::implementations)
                            : Stream.of();
            default -> Stream.of();
        };
    }

    private static @Nullable Schema schemaOf(@Nullable Content content) {
        return content == null || content.getMediaType(JSON) == null
                ? null
                : content.getMediaType(JSON).getSchema();
    }
}
