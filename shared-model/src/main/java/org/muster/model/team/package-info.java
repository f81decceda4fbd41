/** Standing and specialist teams (常备队伍、专业队伍): formed, led, sent, dissolved. */
@NullMarked
package org.muster.model.team;

import org.jspecify.annotations.NullMarked;
