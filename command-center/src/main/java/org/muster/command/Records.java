package org.muster.command;

import java.time.InstantSource;
import org.muster.command.desk.ProofDesk;
import org.muster.command.http.Api;
import org.muster.command.http.ProofRoutes;
import org.muster.command.http.RecordRoutes;
import org.muster.command.view.FieldViews;
import org.muster.command.view.LogViews;
import org.muster.command.view.ProofViews;

/** What stays of a service: its record, and the proofs that are made of records. */
record Records(Foundation on, Desks desks, InstantSource clock) {

  void mount(Api api, FieldViews field) {
    var proofs = new ProofViews(on.database(), on.vault(), on.settings().proofs());
    new RecordRoutes(desks.records(), field, new LogViews(on.database())).mount(api);
    new ProofRoutes(new ProofDesk(desks.counter()), proofs, clock).mount(api);
  }
}
