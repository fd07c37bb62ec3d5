package io.github.spyhop.query.endpoint.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The names by which generated clients call operations, such as {@code annotation_add}: the resource,
 * then what is done with it. Generators take the first part off where they make a class of each tag.
 */
final class OperationNames {

    private static final String RESOURCE = "Resource";

    private OperationNames() {}

    /** The name of a tag, such as {@code Row change}. */
    static String tag(String resourceClass) {
        String words = String.join(" ", words(stem(resourceClass)));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /**
     * The name of an operation.
     *
     * @param otherwise what is done by a method that is named only after its resource
     */
    static String of(String resourceClass, String method, String otherwise) {
        List<String> resource = words(stem(resourceClass));
        List<String> done = words(method);
        int shared = 0;
        int offset = resource.size() - Math.min(resource.size(), done.size());
        while (offset + shared < resource.size()
                && singular(resource.get(offset + shared)).equals(singular(done.get(shared)))) {
            shared++;
        }
        List<String> left = done.subList(shared, done.size());
        String action = left.isEmpty() ? otherwise : String.join("_", left);
        String of = String.join("_", resource);
        return of.endsWith("_" + action) ? of : of + "_" + action;
    }

    private static String stem(String resourceClass) {
        String simple = resourceClass.substring(resourceClass.lastIndexOf('.') + 1);
        return simple.endsWith(RESOURCE)
                ? simple.substring(0, simple.length() - RESOURCE.length())
                : simple;
    }

    private static List<String> words(String camelCase) {
        return Arrays.stream(camelCase.split("(?=\\p{Upper})"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String singular(String word) {
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
