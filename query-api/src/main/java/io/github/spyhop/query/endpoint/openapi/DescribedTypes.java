package io.github.spyhop.query.endpoint.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** Describes the schemas that types became, with their fields, by walking both together. */
final class DescribedTypes {

    private static final String REFERENCE = "#/components/schemas/";

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

    private final IndexView index;
    private final Map<String, Schema> schemas;
    private final Set<String> described = new HashSet<>();

    DescribedTypes(IndexView index, Map<String, Schema> schemas) {
        this.index = index;
        this.schemas = schemas;
    }

    /** Describes what an answer's type became, and all that it is made of. */
    void describeAnswer(Type type, @Nullable Schema schema) {
        describe(type, schema, DescribedTypes::requireInAnswer);
    }

    /** The same of a body, in which what may be left out may be null as well. */
    void describeBody(Type type, @Nullable Schema schema) {
        describe(type, schema, DescribedTypes::allowNullInBody);
    }

    private void describe(Type type, @Nullable Schema schema, Presence presence) {
        if (schema == null) {
            return;
        }
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            List<Type> arguments = type.asParameterizedType().arguments();
            describe(arguments.getLast(), partOf(schema), presence);
            return;
        }
        String ref = schema.getRef();
        String name = ref == null ? null : ref.substring(REFERENCE.length());
        ClassInfo found = index.getClassByName(type.name());
        if (name != null && found != null && found.isRecord() && described.add(name)) {
            describeRecord(found, schemas.get(name), presence);
        }
    }

    /** What a list, a map or another wrapper holds. */
    private static Schema partOf(Schema schema) {
        if (schema.getItems() != null) {
            return schema.getItems();
        }
        Schema values = schema.getAdditionalPropertiesSchema();
        return values == null ? schema : values;
    }

    private void describeRecord(ClassInfo type, @Nullable Schema schema, Presence presence) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        JavadocText text = KeptJavadoc.of(type);
        schema.setDescription(text.whole());
        for (RecordComponentInfo component : type.recordComponents()) {
            FieldInfo field = component.declaringClass().field(component.name());
            String name = nameOf(field, schema.getProperties());
            Schema property = schema.getProperties().get(name);
            if (property != null) {
                String own = text.params().get(component.name());
                property.setDescription(own == null ? CommonWords.ofField(name) : own);
                presence.describe(schema, name, field.type().hasAnnotation(NULLABLE));
                describe(component.type(), property, presence);
            }
        }
    }

    /** Fields without a value are absent from answers; all others are there. */
    private static void requireInAnswer(Schema schema, String name, boolean nullable) {
        if (!nullable) {
            schema.addRequired(name);
        }
    }

    private static void allowNullInBody(Schema schema, String name, boolean nullable) {
        Schema property = schema.getProperties().get(name);
        if (nullable && property != null && property.getType() != null) {
            property.addType(SchemaType.NULL);
        }
    }

    /** Whether a field has to be there. */
    private interface Presence {
        void describe(Schema schema, String name, boolean nullable);
    }

    private static String nameOf(FieldInfo field, Map<String, Schema> properties) {
        AnnotationInstance named = field.annotation(JsonProperty.class);
        if (named != null && named.value() != null) {
            return named.value().asString();
        }
        String snake = SnakeCaseStrategy.INSTANCE.translate(field.name());
        return properties.containsKey(snake) ? snake : field.name();
    }
}
