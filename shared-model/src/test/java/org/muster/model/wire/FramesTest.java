package org.muster.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.model.RefusedException;

class FramesTest {
  private static final String ID = "6f1de0a4-96a8-4f3b-b9c7-0d6c4f2f4a11";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'hello','ticket':'t','device':'d','cursor':{'epoch':'e','seq':7}}",
        "{'type':'hello','ticket':'t','device':'d'}",
        "{'type':'ack','seq':9}",
        "{'type':'read','id':'ID'}",
        "{'type':'do','id':'ID','name':'accept','assignment':'ID'}",
        "{'type':'do','id':'ID','name':'decline','assignment':'ID','reason':'在外地'}",
        "{'type':'do','id':'ID','name':'arrive','assignment':'ID','position':"
            + "{'lon':118.1,'lat':24.5,'coordType':'gcj02','accuracyM':12.0}}",
        "{'type':'position','lon':118.1,'lat':24.5,'coordType':'wgs84','accuracyM':12.0,"
            + "'at':'2026-11-22T10:15:00Z'}",
        "{'type':'follow','topic':'board/ID'}",
        "{'type':'ping'}",
        "{'type':'pong'}"
      })
  void clientFramesReadAndWriteTheSameText(String sample) {
    String text = json(sample);
    assertEquals(text, Frames.write(Frames.readClient(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'welcome','epoch':'e','seq':3,'now':'2026-11-22T10:15:00Z','pingS':20}",
        "{'type':'item','seq':4,'item':{'kind':'assignment','id':'ID','version':1}}",
        "{'type':'caughtUp','seq':4}",
        "{'type':'resync','epoch':'e'}",
        "{'type':'done','id':'ID','version':2}",
        "{'type':'refused','id':'ID','code':'too-late','detail':'已过时限'}",
        "{'type':'snapshot','topic':'map/350211000000','data':{'a':1}}",
        "{'type':'change','topic':'map/350211000000','data':[1]}",
        "{'type':'ping'}",
        "{'type':'pong'}"
      })
  void serverFramesReadAndWriteTheSameText(String sample) {
    String text = json(sample);
    assertEquals(text, Frames.write(Frames.readServer(text).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "7",
        "{}",
        "{'type':'steal'}",
        "{'type':'welcome','epoch':'e','seq':1,'now':'2026-11-22T10:15:00Z','pingS':20}",
        "{'type':'ack'}",
        "{'type':'ack','seq':-1}",
        "{'type':'ack','seq':'x'}",
        "{'type':'hello','ticket':'','device':'d'}",
        "{'type':'hello','device':'d'}",
        "{'type':'read'}",
        "{'type':'do','id':'ID','name':'steal','assignment':'ID'}",
        "{'type':'do','id':'ID','name':'accept'}",
        "{'type':'position','lon':118.1,'lat':24.5}",
        "{'type':'position','lat':24.5,'coordType':'wgs84'}",
        "{'type':'position','lon':181,'lat':24.5,'coordType':'wgs84'}",
        "{'type':'position','lon':118,'lat':24.5,'coordType':'mercator'}",
        "{'type':'follow'}"
      })
  void whatIsOutsideTheProtocolIsRefusedByTheServer(String sample) {
    assertThrows(RefusedException.class, () -> Frames.readClient(json(sample)));
  }

  @Test
  void aDeedWithAPlaceNobodyCanReadIsStillADeedToBeRefused() {
    String id = "3f0f7f3a-7f0e-4c43-9c46-0d7b9a7d1f11";
    String text =
        """
        {"type":"do","id":"%1$s","name":"arrive","assignment":"%1$s","position":{"lon":119.9,"lat":31.0}}
        """
            .formatted(id);
    assertThrows(RefusedException.class, () -> Frames.readClient(text));

    var bare = Frames.readBareDeed(text).orElseThrow();

    assertEquals(id, bare.id().toString());
    assertEquals(Optional.empty(), bare.position());
    assertEquals(Optional.empty(), Frames.readBareDeed(text.replace("arrive", "fly")));
    assertEquals(Optional.empty(), Frames.readBareDeed(text.replace("do\"", "ack\"")));
    assertEquals(Optional.empty(), Frames.readBareDeed("{"));
  }

  @Test
  void clientsIgnoreFrameTypesTheyDoNotKnow() {
    assertEquals(Optional.empty(), Frames.readServer(json("{'type':'tomorrow','x':1}")));
  }

  @Test
  void everyFrameHasAWord() {
    assertEquals(nested(ClientFrame.class), classes(Frames.CLIENT.values()));
    assertEquals(nested(ServerFrame.class), classes(Frames.SERVER.values()));
  }

  @Test
  void storedBodyGoesIntoAnItemFrameUntouched() {
    String body =
        json("{'kind':'assignment','id':'ID','version':2,'state':'offered','title':'集结'}");
    String frame = new String(Frames.item(12, body.getBytes(UTF_8)), UTF_8);
    var item = assertInstanceOf(ServerFrame.Item.class, Frames.readServer(frame).orElseThrow());
    assertTrue(frame.contains(body));
    assertEquals(12, item.seq());
    TaskCard card = TaskCard.of(item.item());
    assertEquals(TaskCard.Kind.ASSIGNMENT, card.kind());
    assertTrue(card.is("offered"));
    assertEquals(Optional.empty(), card.order());
  }

  @Test
  void closeCodesSayWhenToComeBack() {
    assertEquals(Optional.of(CloseCode.RESUME), CloseCode.find(4503));
    assertEquals(Optional.empty(), CloseCode.find(1000));
    assertEquals(OptionalInt.of(5), CloseCode.retryAfterS(CloseCode.resumeReason(5)));
    assertEquals(OptionalInt.empty(), CloseCode.retryAfterS("bye"));
  }

  private static Set<Class<?>> nested(Class<?> type) {
    return classes(List.of(type.getPermittedSubclasses()));
  }

  private static Set<Class<?>> classes(Collection<? extends Class<?>> types) {
    return types.stream().collect(Collectors.toSet());
  }

  private static String json(String sample) {
    return sample.replace("ID", ID).replace('\'', '"');
  }
}
