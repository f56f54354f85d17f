# The build from source, at first use and after a change. Sourced by ./tidemark.

# Builds unless another process has just done so.
build() {
  if ! mkdir -p "$app" 2>/dev/null || [ ! -w "$app" ] || [ ! -w "$home/target" ]; then
    cannot_write
    return
  fi
  [ -x "$java_home/bin/javac" ] || refuse "it has to be built, and that needs a JDK." \
    "  Found: $java_home, Java $java_version, a runtime without bin/javac." \
    "  Install the JDK of the same version (Debian, Ubuntu: apt install openjdk-17-jdk)," \
    "  or set JAVA_HOME to the folder of one that is there."
  lock=$home/target/.build-lock
  maven=
  trap 'end_build' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  take_lock
  if [ ! -e "$app/.built" ] || [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$app/.built")" ]; then
    run_maven
  fi
  end_build
  trap - EXIT HUP INT TERM
}

cannot_write() {
  if [ -e "$app/tidemark.jar" ] && [ -e "$app/.built" ]; then
    say "tidemark: the sources are newer than the program, and $home/target can't be written:" \
      "  going on with the program as it was built. Run ./tidemark once as the folder's owner."
  else
    refuse "it has to be built, and $home/target can't be written by $(id -un)." \
      "  Run './tidemark --version' in $home once, as a user who may write there."
  fi
}

run_maven() {
  if [ -e "$app/.built" ]; then
    say "Building Tidemark again: its sources have changed."
  else
    say "Building Tidemark, once; this takes about a minute and needs the network…"
  fi
  log=$home/target/build.log
  # What is changed during the build is newer than this file, so it is built the next time.
  : >"$app/.building"
  # In the background, because a shell acts on a signal only between two commands of the foreground.
  (cd "$home" && JAVA_HOME=$java_home exec sh ./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -Dmaven.compiler.failOnWarning=false package) \
    </dev/null >"$log" 2>&1 &
  maven=$!
  if wait "$maven"; then maven=; else
    maven=
    build_failed
  fi
  # By a rename: a Tidemark that is running reads on in the old file.
  cp "$home/target/tidemark.jar" "$app/tidemark.jar.$$"
  mv -f "$app/tidemark.jar.$$" "$app/tidemark.jar"
  mv -f "$app/.building" "$app/.built"
}

build_failed() {
  say "tidemark: the build failed. The end of its log, $log:"
  { grep '^\[ERROR\] *[^ ]' "$log" || tail -n 20 "$log"; } | grep -v '\[Help 1\]$\|^\[ERROR\] .*-[eX] switch' | head -n 20 | sed 's/^/  /' >&2
  if grep -q 'Could not transfer\|Unknown host\|UnknownHost\|Failed to fetch\|Connection refused' "$log"; then
    say "  The first build needs Maven Central: check the network and, where there is one, the proxy in ~/.m2/settings.xml."
  else
    say "  Mend that and run ./tidemark again, or remove $home/target and start afresh."
  fi
  exit 2
}

# The lock is a symbolic link: made or refused in one step, and it names its holder.
take_lock() {
  me=$$@$(uname -n)
  waited=0
  until ln -s "$me" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") || continue
    if gone "$holder"; then
      break_lock "$holder"
      continue
    fi
    [ "$waited" -ne 0 ] || say "Another process ($holder) is building Tidemark; waiting for it."
    [ "$waited" -lt 900 ] || refuse "process $holder has been building Tidemark for 15 minutes." \
      "  If there is no such process, remove $lock and run the command again."
    waited=$((waited + 1))
    sleep 1
  done
}

# True if the holder was a process of this machine and is no more. Of others nothing is known.
gone() {
  [ "${1#*@}" = "$(uname -n)" ] || return 1
  # Another user's process can't be signalled, and a small container has no ps.
  ! kill -0 "${1%@*}" 2>/dev/null && [ ! -e "/proc/${1%@*}" ] && ! ps -p "${1%@*}" >/dev/null 2>&1
}

# One at a time, and only if the dead holder still has it: it may have been taken anew meanwhile.
break_lock() {
  if mkdir "$lock.breaking" 2>/dev/null; then
    [ "$(readlink "$lock")" != "$1" ] || rm -f "$lock"
    rmdir "$lock.breaking"
  else
    waited=$((waited + 1))
    [ "$waited" -lt 60 ] || rmdir "$lock.breaking" 2>/dev/null || true
    sleep 1
  fi
}

# Leaves nothing behind, however the build ends.
end_build() {
  if [ -n "$maven" ]; then
    kill "$maven" 2>/dev/null || true
    wait "$maven" 2>/dev/null || true
  fi
  rm -f "$app/.building" "$app/tidemark.jar.$$"
  [ "$(readlink "$lock" 2>/dev/null)" != "$me" ] || rm -f "$lock"
}
