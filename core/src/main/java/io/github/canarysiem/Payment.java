package io.github.canarysiem;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A charge on a decoy credit card.
 *
 * @param lastFour last digits of the card
 * @param amount amount with currency, as the bank wrote it
 * @param merchant who tried to charge
 */
public record Payment(
        @JsonProperty("last4") @Nullable String lastFour,
        @Nullable String amount,
        @Nullable String merchant) {}
