package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.Json;

/** One line of the accounts file of a trial server. */
record TrialAccount(
    String login,
    String password,
    Optional<String> otpSecret,
    Role role,
    Optional<UUID> unit,
    Optional<AreaCode> area) {

  static List<TrialAccount> listOf(JsonNode accounts) {
    var list = new ArrayList<TrialAccount>();
    accounts.forEach(account -> list.add(Json.decode(account, TrialAccount.class)));
    return list;
  }

  boolean is(Role wanted) {
    return role == wanted;
  }
}
