package io.tidemark.project.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted; the fields are libpq's, null where the profile does not set them.
 *
 * @param mode one of {@link #MODES}
 * @param certificate path of the client's certificate
 * @param key path of the client's private key
 * @param rootCertificate path of the authorities' certificates
 */
public record Ssl(
    @Nullable String mode,
    @Nullable String certificate,
    @Nullable String key,
    @Nullable String rootCertificate) {

  /** The modes that libpq knows. */
  public static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
}
