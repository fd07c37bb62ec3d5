package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.github.spyhop.query.error.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** Says where a request's body is not the JSON that is expected, without quoting what it holds. */
@ApplicationScoped
class MalformedBody implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return context.cause.getCause() instanceof JsonProcessingException malformed
                ? problemOf(malformed)
                : problem;
    }

    static HttpProblem problemOf(JsonProcessingException malformed) {
        String field =
                malformed instanceof JsonMappingException mapping
                        ? mapping.getPath().stream()
                                .map(step ->
                                        step.getFieldName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : step.getFieldName())
                                .collect(Collectors.joining("."))
                        : "";
        JsonLocation location = malformed.getLocation();
        String where =
                location == null
                        ? ""
                        : " at line %d, column %d"
                                .formatted(location.getLineNr(), location.getColumnNr());
        return Problems.badRequest(
                field,
                field.isEmpty()
                        ? "The body is not JSON of the form that is expected" + where + "."
                        : "The field '"
                                + field
                                + "' is not known or has the wrong type"
                                + where
                                + ".");
    }
}
