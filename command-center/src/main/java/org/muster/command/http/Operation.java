package org.muster.command.http;

/** One operation of the API: straight-line code on a virtual thread, free to wait. */
@FunctionalInterface
public interface Operation {
  Answer handle(Call call);
}
