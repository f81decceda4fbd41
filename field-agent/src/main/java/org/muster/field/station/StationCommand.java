package org.muster.field.station;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.muster.field.station.Kiosk.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code station} on the command line. */
@Command(
    name = "station",
    description = {
      "社区站：在本机打开到岗登记页面，断网时照常登记，恢复后自动合并。",
      "The community's kiosk on this computer: receives people also while cut off, merges later.",
      "密码取自环境变量 MUSTER_STATION_PASSWORD。 The password is read from that variable."
    },
    sortOptions = false)
public final class StationCommand implements Callable<Integer> {
  private static final String PASSWORD = "MUSTER_STATION_PASSWORD";
  private static final Duration RHYTHM = Duration.ofSeconds(4);
  private static final int USAGE = 2;
  private static final int FAILED = 3;

  @Option(
      names = "--server",
      defaultValue = "http://127.0.0.1:8080",
      description = "指挥中心地址 address of the command center (${DEFAULT-VALUE})")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Option(names = "--login", required = true, description = "社区账号 the community's account")
  private String login = "";

  @Option(names = "--community", required = true, description = "社区代码 code of the community")
  private String community = "";

  @Option(names = "--data", description = "本机存储目录 folder of its store (data/station)")
  private @Nullable Path data;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "页面端口，仅本机 port of the page, loopback only (${DEFAULT-VALUE})")
  private int port;

  // Read by the command line itself.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--help", usageHelp = true, description = "打印此说明 shows this text")
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    Optional<String> password = Optional.ofNullable(System.getenv(PASSWORD));
    if (password.isEmpty()) {
      System.err.println("请在环境变量 " + PASSWORD + " 中提供密码。 Set " + PASSWORD + ".");
      return USAGE;
    }
    try (var kiosk = Kiosk.open(place(), login, password.get())) {
      System.out.println("社区站 station  " + kiosk.page());
      awaitEnd();
      return 0;
    } catch (StationException e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }

  private Place place() {
    Path folder =
        data == null ? Path.of(System.getProperty("muster.home", ""), "data", "station") : data;
    return new Place(server, community, folder, port, RHYTHM);
  }

  /** Until the process is told to end. */
  private static void awaitEnd() throws InterruptedException {
    var end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
    end.await();
  }
}
