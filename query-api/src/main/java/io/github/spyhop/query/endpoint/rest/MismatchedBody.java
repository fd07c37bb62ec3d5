package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** Says what is wrong with JSON of another form than is expected, which else has an empty answer. */
@Provider
@Priority(Priorities.USER - 1)
public class MismatchedBody extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException mismatched) {
        return MalformedBody.problemOf(mismatched);
    }
}
