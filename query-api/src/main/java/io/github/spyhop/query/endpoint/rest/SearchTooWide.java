package io.github.spyhop.query.endpoint.rest;

import com.mongodb.MongoExecutionTimeoutException;
import io.github.spyhop.query.error.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Says what to do where a text was looked for in more statements than can be read in time. */
@ApplicationScoped
class SearchTooWide implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return context.cause instanceof MongoExecutionTimeoutException
                ? Problems.badRequest(
                        "search",
                        "There are too many statements to look for 'search' in: give a shorter stretch of time, an 'instance' or a 'digest_id'.")
                : problem;
    }
}
