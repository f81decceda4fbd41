package org.muster.command.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.command.secret.Vault;
import org.muster.command.sheet.RosterFile;
import org.muster.command.sheet.RosterFile.Content;
import org.muster.command.sheet.RosterFile.Mark;
import org.muster.command.store.RosterStore.Person;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.Absence;
import org.muster.model.roster.Certificate;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.Masking;
import org.muster.model.roster.Window;

/** Writes people into the columns of {@link RosterFile}. */
final class ExportSheet {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Vault vault;
  private final RosterFile file;
  private final Map<AreaCode, String> places;
  private final Showing showing;

  /**
   * How far the list may go.
   *
   * @param unmasked names and numbers in full
   * @param health also what concerns health and politics
   */
  record Showing(boolean unmasked, boolean health) {
    static Showing to(Principal reader, boolean unmasked) {
      return new Showing(unmasked, !reader.is(Role.AUDITOR));
    }
  }

  /**
   * What the watermark says.
   *
   * @param filter the search as it was written
   */
  record About(
      String by, String scope, Instant at, long rows, String filter, Optional<String> reason) {}

  ExportSheet(Vault vault, Locale language, Map<AreaCode, String> places, Showing showing) {
    this.vault = vault;
    this.file = new RosterFile(language);
    this.places = places;
    this.showing = showing;
  }

  byte[] write(ExportDesk.Format format, Stream<Person> people, About about) {
    var number = new AtomicInteger();
    var content =
        new Content(people.map(person -> row(number.incrementAndGet(), person)), watermark(about));
    return switch (format) {
      case XLSX -> file.xlsx(content);
      case CSV -> file.csv(content);
    };
  }

  String fileName(ExportDesk.Format format) {
    return file.word("file") + "." + format.name().toLowerCase(Locale.ROOT);
  }

  private List<Mark> watermark(About about) {
    var marks = new ArrayList<Mark>();
    marks.add(mark("by", about.by()));
    marks.add(mark("at", MINUTE.format(about.at().atZone(Eligibility.BEIJING))));
    marks.add(mark("unit", about.scope().isEmpty() ? file.word("all") : about.scope()));
    marks.add(mark("filter", about.filter().isEmpty() ? file.word("none") : about.filter()));
    marks.add(mark("rows", String.valueOf(about.rows())));
    marks.add(mark("masked", file.word(showing.unmasked() ? "masked.no" : "masked.yes")));
    about.reason().ifPresent(reason -> marks.add(mark("reason", reason)));
    marks.add(mark("notice", file.word("notice")));
    return marks;
  }

  private Mark mark(String key, String value) {
    return new Mark(file.word("mark." + key), value);
  }

  private List<String> row(int number, Person person) {
    var rules = person.rules();
    var written = person.written();
    return List.of(
        String.valueOf(number),
        person.unitName(),
        written.department().orElse(""),
        showing.unmasked() ? written.name() : Masking.name(written.name()),
        file.word("sex." + written.sex()),
        showing.unmasked() ? rules.birth().toString() : String.valueOf(rules.birth().getYear()),
        written.political().filter(_ -> showing.health()).orElse(""),
        written.dutyTitle().orElse(""),
        id(person),
        phone(person),
        place(rules.community()),
        place(person.wishes().paired()),
        rules.skills().stream().sorted().collect(Collectors.joining("、")),
        joined(rules.certificates(), ExportSheet::certificate),
        showing.health() ? file.word("health." + rules.health()) : "",
        showing.health()
            ? joined(List.copyOf(person.wishes().limits()), l -> file.word("limit." + l))
            : "",
        file.word(rules.shock() ? "yes" : "no"),
        joined(person.wishes().windows(), this::window),
        day(rules.insured().map(DateSpan::from)),
        day(rules.insured().map(DateSpan::until)),
        written.policy().orElse(""),
        day(rules.trained().map(DateSpan::from)),
        day(rules.trained().map(DateSpan::until)),
        joined(rules.absences(), ExportSheet::absence),
        written.remark().orElse(""));
  }

  private String id(Person person) {
    String id = vault.decrypt(person.secrets().id().bytes());
    return showing.unmasked() ? id : Masking.idNumber(id);
  }

  private String phone(Person person) {
    String phone = vault.decrypt(person.secrets().phone().bytes());
    return showing.unmasked() ? phone : Masking.mobile(phone);
  }

  private String place(Optional<AreaCode> code) {
    return code.map(c -> places.getOrDefault(c, c.value())).orElse("");
  }

  private String window(Window window) {
    return file.word("day." + window.day()) + " " + window.from() + "-" + window.until();
  }

  private static String certificate(Certificate certificate) {
    return certificate.skill()
        + certificate.number().map(n -> " " + n).orElse("")
        + " "
        + certificate.valid().from()
        + "～"
        + certificate.valid().until();
  }

  private static String absence(Absence absence) {
    return MINUTE.format(absence.during().from().atZone(Eligibility.BEIJING))
        + "～"
        + MINUTE.format(absence.during().until().atZone(Eligibility.BEIJING));
  }

  private static String day(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("");
  }

  private static <T> String joined(
      List<T> items, java.util.function.Function<? super T, String> text) {
    return items.stream().map(text).sorted().collect(Collectors.joining("；"));
  }
}
