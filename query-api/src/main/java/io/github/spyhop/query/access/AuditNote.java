package io.github.spyhop.query.access;

import jakarta.enterprise.context.RequestScoped;

/** What the present request is about, where its path does not tell. Never a secret. */
@RequestScoped
public class AuditNote {

    private String subject = "";

    public void about(String what) {
        subject = what;
    }

    String subject() {
        return subject;
    }
}
