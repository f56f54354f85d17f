# Finding a Java, and the options it gets. Sourced by ./tidemark.

least_java=17

# Sets java (the command), java_home and java_version, or refuses and names all that was found.
find_java() {
  seen=
  if [ -n "${JAVA_HOME:-}" ]; then
    accept "JAVA_HOME" "$JAVA_HOME/bin/java" && return
  fi
  if found=$(command -v java); then
    accept "the PATH" "$found" && return
  fi
  if [ -x /usr/libexec/java_home ] && found=$(/usr/libexec/java_home -v "$least_java+" 2>/dev/null); then
    accept "macOS" "$found/bin/java" && return
  fi
  refuse "it needs a JDK $least_java or later, and found none." \
    "  Found: ${seen:-no JAVA_HOME, and no java on the PATH}." \
    "  Install one (Debian, Ubuntu: apt install openjdk-17-jdk; macOS: brew install openjdk)," \
    "  or set JAVA_HOME to the folder of one that is there."
}

# True if $2, which $1 names, is a Java that is new enough; otherwise $seen tells why not.
accept() {
  java=$2
  if [ ! -x "$java" ]; then
    seen="${seen:+$seen; }$java, from $1, which isn't there"
    return 1
  fi
  java_version=
  java_home=$(readlink -f "$java" 2>/dev/null) || java_home=$java
  java_home=${java_home%/bin/java}
  if [ -r "$java_home/release" ]; then
    read_release
  else
    ask_java
  fi
  # 17.0.15 is 17; 1.8.0_432 is 8; 26-ea is 26.
  major=${java_version#1.}
  major=${major%%[!0-9]*}
  if [ "${major:-0}" -ge "$least_java" ]; then
    return 0
  fi
  seen="${seen:+$seen; }$java, from $1, is ${java_version:+Java }${java_version:-a program that names no Java version}"
  return 1
}

# The version from the file that every JDK since 9 brings: no JVM has to start for it.
read_release() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*\"}
        java_version=${line%%\"*}
        ;;
    esac
  done <"$java_home/release"
}

# A Java 8, or a script in front of the real one: ask it.
ask_java() {
  told=$("$java" -XshowSettings:properties -version 2>&1) || true
  java_version=$(printf '%s\n' "$told" | sed -n 's/^ *java\.version = //p')
  java_home=$(printf '%s\n' "$told" | sed -n 's/^ *java\.home = //p')
}

# Becomes Java. Tidemark's own options come first, so that any in "$@" win.
#
# C1 alone and the serial collector: the work is PostgreSQL's, and a short command must start fast.
# An archive that doesn't fit the JVM is a slower start and no message. The encodings have one name
# up to JDK 18 and another from 19 on.
run_java() {
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Xshare:auto \
    -Xlog:disable \
    -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    "$@"
}
