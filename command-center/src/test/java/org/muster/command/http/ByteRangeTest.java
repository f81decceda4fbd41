package org.muster.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=40-, 40, 60",
    "bytes=-30, 70, 30",
    "bytes=-500, 0, 100",
    "bytes=90-5000, 90, 10",
    "bytes=99-99, 99, 1"
  })
  void aPartIsCutToTheFile(String header, long from, long length) {
    assertEquals(new ByteRange.Part(from, length), ByteRange.of(header, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
  void behindTheEndThereIsNothing(String header) {
    assertEquals(new ByteRange.Beyond(), ByteRange.of(header, 100));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "bytes=-", "bytes=9-3", "bytes=0-1,5-6", "rows=0-1", "bytes=a-b"})
  void whatIsNoRangeMeansTheWholeFile(@Nullable String header) {
    assertEquals(new ByteRange.Whole(), ByteRange.of(header, 100));
  }
}
