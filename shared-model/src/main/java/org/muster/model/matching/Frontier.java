package org.muster.model.matching;

import java.util.Arrays;

/** Nodes reached by a search and not yet left, the nearest first; of equals the lower number. */
final class Frontier {
  private static final int ABSENT = -1;

  private final int[] heap;
  private final int[] where;
  private final long[] distance;
  private int size;

  Frontier(int nodes) {
    heap = new int[nodes];
    where = new int[nodes];
    distance = new long[nodes];
    Arrays.fill(where, ABSENT);
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      where[heap[i]] = ABSENT;
    }
    size = 0;
  }

  /** Adds a node, or brings it nearer. */
  void reach(int node, long at) {
    distance[node] = at;
    int i = where[node];
    rise(i == ABSENT ? size++ : i, node);
  }

  int takeNearest() {
    int nearest = heap[0];
    where[nearest] = ABSENT;
    int last = heap[--size];
    if (size > 0) {
      sink(last);
    }
    return nearest;
  }

  private void rise(int hole, int node) {
    int i = hole;
    while (i > 0) {
      int above = (i - 1) >> 1;
      if (!isBefore(node, heap[above])) {
        break;
      }
      put(i, heap[above]);
      i = above;
    }
    put(i, node);
  }

  private void sink(int node) {
    int i = 0;
    int below;
    while ((below = 2 * i + 1) < size) {
      if (below + 1 < size && isBefore(heap[below + 1], heap[below])) {
        below++;
      }
      if (!isBefore(heap[below], node)) {
        break;
      }
      put(i, heap[below]);
      i = below;
    }
    put(i, node);
  }

  private void put(int i, int node) {
    heap[i] = node;
    where[node] = i;
  }

  private boolean isBefore(int a, int b) {
    return distance[a] < distance[b] || (distance[a] == distance[b] && a < b);
  }
}
