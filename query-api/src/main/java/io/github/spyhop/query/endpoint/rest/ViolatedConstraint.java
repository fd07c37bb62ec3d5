package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.error.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names the parameters and fields that hold what they may not, as the request names them. */
@ApplicationScoped
class ViolatedConstraint implements ProblemPostProcessor {

    private static final int BAD_REQUEST = 400;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return problem.getStatusCode() == BAD_REQUEST
                        && context.cause instanceof ConstraintViolationException violated
                ? problemOf(violated)
                : problem;
    }

    private static HttpProblem problemOf(ConstraintViolationException violated) {
        var ordered =
                violated.getConstraintViolations().stream()
                        .sorted(Comparator.comparing(ViolatedConstraint::fieldOf))
                        .toList();
        return Problems.badRequest(
                ordered.stream()
                        .map(ViolatedConstraint::fieldOf)
                        .distinct()
                        .collect(Collectors.joining(", ")),
                ordered.stream()
                        .map(each -> "'%s' %s.".formatted(fieldOf(each), each.getMessage()))
                        .collect(Collectors.joining(" ")));
    }

    /** The last step of {@code method.parameter.field}, in the words of the API. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        String last = "";
        for (Path.Node node : violation.getPropertyPath()) {
            boolean isNamed =
                    node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT;
            last = isNamed ? node.getName() : last;
        }
        return last.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
