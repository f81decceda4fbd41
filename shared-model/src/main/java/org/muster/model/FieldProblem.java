package org.muster.model;

/** A field at fault (JSON path, e.g. {@code need.total}) and why, in a short phrase. */
public record FieldProblem(String field, String reason) {}
