package org.muster.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** All phones of a city: a crowd in a process of its own before each node. */
final class Crowds implements AutoCloseable {
  private final List<Companion> crowds;
  private final List<Integer> ports;
  private final Path folder;

  /**
   * When items came, in microseconds.
   *
   * @param p50 the median; of several crowds the largest of theirs
   * @param p99 likewise
   */
  record Times(long first, long p50, long p99, long last) {}

  /**
   * Connects a phone for each ticket, the same number to each node; ends when all are live.
   *
   * @param ports of the nodes
   * @param folder for files
   */
  Crowds(List<Integer> ports, List<String> tickets, Path folder) throws IOException {
    this.ports = List.copyOf(ports);
    this.folder = folder;
    crowds = Stream.generate(() -> new Companion(Crowd.class)).limit(ports.size()).toList();
    List<Path> files = shared("tickets", tickets);
    long live = 0;
    for (int i = 0; i < crowds.size(); i++) {
      live += crowds.get(i).ask("connect %d %s %d".formatted(ports.get(i), files.get(i), i))[0];
    }
    if (live != tickets.size()) {
      close();
      throw new IllegalStateException("of %d phones %d are live".formatted(tickets.size(), live));
    }
  }

  /** A file for each crowd with its share of the lines. */
  private List<Path> shared(String name, List<String> lines) throws IOException {
    int each = lines.size() / crowds.size();
    var files = new ArrayList<Path>();
    for (int i = 0; i < crowds.size(); i++) {
      files.add(Files.write(folder.resolve(name + i), lines.subList(i * each, (i + 1) * each)));
    }
    return files;
  }

  /**
   * How phones came back that had all lost their connections at one moment.
   *
   * @param p50Us the median time from that moment until one had all that was there for it; of
   *     several crowds the largest of theirs
   * @param p99Us likewise
   * @param lastUs likewise
   * @param vain attempts that were
   */
  record Returned(long phones, long p50Us, long p99Us, long lastUs, long vain) {}

  /** Cuts all connections; the phones begin to come back. */
  void storm(List<String> tokens) throws IOException {
    List<Path> files = shared("tokens", tokens);
    for (int i = 0; i < crowds.size(); i++) {
      crowds.get(i).ask("storm %d %s".formatted(ports.get(i), files.get(i)));
    }
  }

  /** Waits until they are all back. */
  Returned returned() {
    var each = crowds.stream().map(crowd -> crowd.ask("stormed")).toList();
    return new Returned(
        each.stream().mapToLong(t -> t[0]).sum(),
        each.stream().mapToLong(t -> t[1]).max().orElse(0),
        each.stream().mapToLong(t -> t[2]).max().orElse(0),
        each.stream().mapToLong(t -> t[3]).max().orElse(0),
        each.stream().mapToLong(t -> t[4]).sum());
  }

  /**
   * The first phones of each crowd tell where they are, all crowds at the same time.
   *
   * @param each phones of each crowd
   * @param fixes how often each of them tells
   */
  void walk(int each, int fixes, Duration every) {
    var order = "walk %d %d %d".formatted(each, fixes, every.toMillis());
    try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              crowds.stream()
                  .map(crowd -> CompletableFuture.runAsync(() -> crowd.ask(order), asking))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  void reset() {
    crowds.forEach(crowd -> crowd.ask("reset"));
  }

  /** Phones that have received something since the last reset. */
  long received() {
    return count(0);
  }

  /** Items that came again since. */
  long repeats() {
    return count(1);
  }

  private long count(int index) {
    return crowds.stream().mapToLong(crowd -> crowd.ask("count")[index]).sum();
  }

  /** Processor time used so far, in microseconds. */
  long cpuUs() {
    return crowds.stream().mapToLong(Companion::cpuUs).sum();
  }

  /** After a moment of the machine's monotonic clock. */
  Times times(long origin) {
    var each = crowds.stream().map(crowd -> crowd.ask("times " + origin)).toList();
    return new Times(
        each.stream().mapToLong(t -> t[1]).min().orElse(0),
        each.stream().mapToLong(t -> t[2]).max().orElse(0),
        each.stream().mapToLong(t -> t[3]).max().orElse(0),
        each.stream().mapToLong(t -> t[4]).max().orElse(0));
  }

  @Override
  public void close() {
    crowds.forEach(Companion::close);
  }
}
