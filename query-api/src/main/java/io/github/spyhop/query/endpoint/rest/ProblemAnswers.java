package io.github.spyhop.query.endpoint.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes the errors that each operation may answer with, which are all of the same form. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemAnswers implements OASFilter {

    private static final String PROBLEM = "Problem";

    private static final Map<String, String> OF_ALL =
            new TreeMap<>(
                    Map.of(
                            "400", "A parameter or field is wrong; `field` names it",
                            "401", "No token, or one that is not known",
                            "403", "The token's role may not do this",
                            "404", "There is no such thing",
                            "503", "The store cannot be reached now"));

    /** More general than ours. */
    private static final List<String> OF_THE_LIBRARY =
            List.of("HttpProblem", "HttpValidationProblem", "Violation");

    private static final Map<String, String> OF_BODIES =
            new TreeMap<>(
                    Map.of(
                            "413", "The body is larger than 1 MB",
                            "415", "The body is not JSON"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents();
        if (components == null) {
            components = OASFactory.createComponents();
            api.setComponents(components);
        }
        components.addSchema(
                PROBLEM,
                OASFactory.createSchema()
                        .description("An error as RFC 9457 has it")
                        .addType(SchemaType.OBJECT)
                        .addProperty(
                                "status", ofType(SchemaType.INTEGER).description("The status."))
                        .addProperty(
                                "title", ofType(SchemaType.STRING).description("Its name in HTTP."))
                        .addProperty(
                                "detail",
                                ofType(SchemaType.STRING)
                                        .description("What is wrong, and what mends it."))
                        .addProperty(
                                "field",
                                ofType(SchemaType.STRING)
                                        .description("The parameter or field that is wrong."))
                        .addRequired("status")
                        .addRequired("title"));
        OF_THE_LIBRARY.forEach(components::removeSchema);
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(ProblemAnswers::describe));
    }

    private static Schema ofType(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    private static void describe(Operation operation) {
        APIResponses responses = operation.getResponses();
        Map.copyOf(responses.getAPIResponses())
                .forEach((status, response) -> {
                    if (status.startsWith("4")) {
                        responses.addAPIResponse(status, problem(response.getDescription()));
                    }
                });
        OF_ALL.forEach((status, what) -> add(responses, status, what));
        if (operation.getRequestBody() != null) {
            OF_BODIES.forEach((status, what) -> add(responses, status, what));
        }
    }

    /** Replaces what is described without a form. */
    private static void add(APIResponses responses, String status, String what) {
        responses.addAPIResponse(status, problem(what));
    }

    /** An error of this form. */
    static APIResponse problem(String what) {
        return OASFactory.createAPIResponse()
                .description(what)
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        "application/problem+json",
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema().ref(PROBLEM))));
    }
}
