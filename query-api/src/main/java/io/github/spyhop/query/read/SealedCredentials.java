package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Every text in the store that {@link io.github.spyhop.model.instance.CredentialCipher} made. */
@ApplicationScoped
public class SealedCredentials {

    private static final List<Place> PLACES =
            List.of(
                    new Place(StoreCollection.INSTANCES, "instance_name", "password"),
                    new Place(StoreCollection.ALERT_CHANNELS, "_id", "secret"),
                    new Place(StoreCollection.ALERT_CHANNELS, "_id", "signingKey"));

    private final Store store;

    SealedCredentials(Store store) {
        this.store = store;
    }

    /**
     * A sealed text.
     *
     * @param name what it is bound to, such as the instance's name
     */
    public record Sealed(Place place, String name, String text) {

        /** Without the text. */
        @Override
        public String toString() {
            return "Sealed[" + name + "]";
        }
    }

    /** A field that holds sealed texts, and the one with the names that they are bound to. */
    public record Place(StoreCollection collection, String nameField, String field) {}

    public List<Sealed> all() {
        List<Sealed> found = new ArrayList<>();
        for (Place place : PLACES) {
            store.collection(place.collection, Document.class)
                    .find(Filters.type(place.field, "string"))
                    .projection(Projections.include(place.nameField, place.field))
                    .forEach(document ->
                            found.add(
                                    new Sealed(
                                            place,
                                            document.getString(place.nameField),
                                            document.getString(place.field))));
        }
        return found;
    }

    /** Puts another text in its place, unless somebody has changed it in the meantime. */
    public boolean replace(Sealed sealed, String text) {
        Place place = sealed.place;
        return store.collection(place.collection, Document.class)
                        .updateOne(
                                Filters.and(
                                        Filters.eq(place.nameField, sealed.name),
                                        Filters.eq(place.field, sealed.text)),
                                Updates.set(place.field, text))
                        .getModifiedCount()
                > 0;
    }
}
