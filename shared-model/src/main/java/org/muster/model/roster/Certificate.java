package org.muster.model.roster;

import java.util.Optional;

/**
 * What proves a skill (资质证书), and on which days it does.
 *
 * @param skill the skill as the roster calls it, such as 急救
 * @param number as printed on it
 */
public record Certificate(String skill, Optional<String> number, DateSpan valid) {}
