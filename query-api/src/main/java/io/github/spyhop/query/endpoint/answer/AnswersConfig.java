package io.github.spyhop.query.endpoint.answer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the answers that are the same for everybody are shared. */
@ConfigMapping(prefix = "spyhop.answers")
interface AnswersConfig {

    /** For so long the same question gets the same answer; 0 lets each be asked of the store. */
    @WithDefault("1S")
    Duration sharedFor();

    /** What shared answers take at most. */
    @WithDefault("24M")
    MemorySize sharedMax();
}
