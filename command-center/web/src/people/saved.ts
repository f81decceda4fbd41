import { ref, type Ref } from "vue";

/** A filter of the roster under a name of somebody's own. */
export interface Saved {
  name: string;
  query: Record<string, string>;
}

const SAVED_MAX = 30;

/** Adds a filter; one of the same name gives way, and the oldest beyond the limit. */
export function withSaved(all: readonly Saved[], one: Saved): Saved[] {
  return [one, ...all.filter((other) => other.name !== one.name)].slice(0, SAVED_MAX);
}

/** The filters that somebody keeps in this browser. */
export function useSaved(owner: string): { saved: Ref<Saved[]>; keep: (one: Saved) => void; drop: (name: string) => void } {
  const key = `muster.filters.${owner}`;
  const saved = ref<Saved[]>(read(key));
  const write = (next: Saved[]): void => {
    saved.value = next;
    localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    saved,
    keep: (one) => write(withSaved(saved.value, one)),
    drop: (name) => write(saved.value.filter((one) => one.name !== name)),
  };
}

function read(key: string): Saved[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as Saved[];
  } catch {
    return [];
  }
}
