package io.github.spyhop.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** People who log in by a real Keycloak. */
@QuarkusTest
@QuarkusTestResource(value = StoreOfTests.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = KeycloakOfTests.class, restrictToAnnotatedClass = true)
class OidcIT {

    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    @TestHTTPResource("/")
    URI service;

    @Test
    void aPersonHasTheRolesOfTheGroup() {
        given().auth()
                .oauth2(tokenOf("dora"))
                .get("/api/v1/session")
                .then()
                .statusCode(200)
                .body("name", equalTo("dora"))
                .body("roles", containsInAnyOrder("viewer", "operator"));
        given().auth().oauth2(tokenOf("dora")).get("/api/v1/tokens").then().statusCode(403);
    }

    @Test
    void aGroupOfTheNameOfARoleGivesNone() {
        given().auth().oauth2(tokenOf("adam")).get("/api/v1/servers").then().statusCode(403);
    }

    @Test
    void aTokenOfSomebodyElseOpensNothing() {
        String token = tokenOf("dora");
        String signature = token.substring(token.lastIndexOf('.') + 1);
        String forged = token.replace(signature, new StringBuilder(signature).reverse());

        given().auth().oauth2(forged).get("/api/v1/servers").then().statusCode(401);
    }

    @Test
    void ourOwnTokensGoOnToWorkAndProgramsAreNotRedirected() {
        given().auth()
                .oauth2(StoreOfTests.VIEWER)
                .get("/api/v1/session")
                .then()
                .body("roles", equalTo(List.of("viewer")));
        given().redirects().follow(false).get("/api/v1/servers").then().statusCode(401);
    }

    @Test
    void aBrowserLogsInAtTheProviderAndOut() throws IOException, InterruptedException {
        given().get("/api/v1/session/options").then().statusCode(200).body("oidc", equalTo(true));
        try (HttpClient browser =
                HttpClient.newBuilder()
                        .cookieHandler(new LoopbackCookies())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            String form = get(browser, "/api/v1/session/oidc").body();
            Matcher action = FORM.matcher(form);
            assertThat(action.find()).as("Keycloak's page to log in: %s", form).isTrue();
            HttpResponse<String> console =
                    browser.send(
                            HttpRequest.newBuilder(
                                            URI.create(action.group(1).replace("&amp;", "&")))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "username=dora&password="
                                                            + URLEncoder.encode(
                                                                    "password of dora",
                                                                    StandardCharsets.UTF_8)))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(console.uri().getPath()).isEqualTo("/");
            assertThat(get(browser, "/api/v1/session").body()).contains("dora", "operator");

            browser.send(
                    HttpRequest.newBuilder(service.resolve("/api/v1/session")).DELETE().build(),
                    BodyHandlers.discarding());

            assertThat(get(browser, "/api/v1/session").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void somebodyWithoutAGroupIsLoggedInAndMayNothing() {
        given().auth().oauth2(tokenOf("nora")).get("/api/v1/servers").then().statusCode(403);
        given().auth().oauth2(tokenOf("nora")).get("/api/v1/session").then().statusCode(403);
    }

    private HttpResponse<String> get(HttpClient browser, String path)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
    }

    private String tokenOf(String person) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", KeycloakOfTests.CLIENT)
                .formParam("client_secret", KeycloakOfTests.CLIENT_SECRET)
                .formParam("username", person)
                .formParam("password", "password of " + person)
                .post(ConfigProvider.getConfig().getValue(KeycloakOfTests.TOKEN_URL, String.class))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Sends a secure cookie over the loopback without TLS, as browsers do. */
    private static final class LoopbackCookies extends CookieManager {

        LoopbackCookies() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> plain = new HashMap<>();
            headers.forEach((name, values) ->
                    plain.put(
                            name,
                            values.stream().map(value -> value.replace(";Secure", "")).toList()));
            super.put(uri, plain);
        }
    }
}
