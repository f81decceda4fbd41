package org.muster.command.desk;

import java.util.Optional;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/**
 * An account with its password, as it stands in the accounts file.
 *
 * @param phone of a volunteer, to sign in by code
 */
public record DemoAccount(
    String login,
    String password,
    Optional<String> otpSecret,
    Role role,
    Optional<UnitId> unit,
    Optional<AreaCode> area,
    String name,
    Optional<String> phone) {}
