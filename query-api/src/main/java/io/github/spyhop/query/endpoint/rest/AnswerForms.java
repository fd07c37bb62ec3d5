package io.github.spyhop.query.endpoint.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the forms that lists may be had in, and the answers to those who have them already. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class AnswerForms implements OASFilter {

    private static final String JSON = "application/json";
    private static final List<String> FORMS = List.of("text/csv", "application/x-ndjson");
    private static final String LISTS = "/api/v1/";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> {
                    if (item.getGET() != null) {
                        describe(path, item.getGET());
                    }
                });
    }

    private static void describe(String path, Operation operation) {
        APIResponse found = operation.getResponses().getAPIResponse("200");
        Content content = found == null ? null : found.getContent();
        MediaType json = content == null ? null : content.getMediaType(JSON);
        if (content == null || json == null) {
            return;
        }
        found.addHeader(
                "ETag",
                OASFactory.createHeader()
                        .description("What `If-None-Match` may name the next time")
                        .schema(text()));
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description("It is what `If-None-Match` names"));
        if (path.startsWith(LISTS)) {
            if (isList(json)) {
                FORMS.forEach(form ->
                        content.addMediaType(form, OASFactory.createMediaType().schema(text())));
            } else {
                operation
                        .getResponses()
                        .addAPIResponse(
                                "406", ProblemAnswers.problem("This is no list: it is JSON alone"));
            }
        }
    }

    private static boolean isList(MediaType json) {
        Schema schema = json.getSchema();
        return schema != null
                && schema.getType() != null
                && schema.getType().contains(SchemaType.ARRAY);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
