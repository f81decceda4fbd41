package org.muster.field.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.model.RefusedException;
import org.muster.model.access.Role;
import org.muster.model.wire.Json;

/** The accounts that a trial server has handed out, by login. */
final class Accounts {
  static final String FILE = "demo-accounts.json";

  private final Map<String, TrialAccount> byLogin = new LinkedHashMap<>();

  static Accounts read(Path data) {
    Path file = data.resolve(FILE);
    try {
      var accounts = new Accounts();
      accounts.add(Json.parse(Files.readString(file, StandardCharsets.UTF_8)));
      return accounts;
    } catch (IOException | RefusedException e) {
      throw new SimulationException(
          """
          读不到账号文件 %s。请先用 scripts/run 启动试用服务器，并用 --data 指明它的数据目录。
          The accounts file %s cannot be read (%s). Start a trial server with scripts/run first, and \
          name its data folder with --data.\
          """
              .formatted(file, file, e));
    }
  }

  void add(JsonNode more) {
    TrialAccount.listOf(more).forEach(account -> byLogin.put(account.login(), account));
  }

  List<TrialAccount> list(Role role) {
    return byLogin.values().stream().filter(account -> account.is(role)).toList();
  }

  /** The nth account of a role, counted from 0. */
  TrialAccount get(Role role, int n) {
    List<TrialAccount> accounts = list(role);
    if (accounts.size() <= n) {
      String wanted = role.name().toLowerCase(Locale.ROOT);
      throw new SimulationException(
          "账号文件里缺少角色 %s 的账号。 The accounts file has only %d accounts of the role %s."
              .formatted(wanted, accounts.size(), wanted));
    }
    return accounts.get(n);
  }
}
