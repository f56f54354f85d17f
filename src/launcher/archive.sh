# The class data archive: the classes of a start, ready to be mapped. Sourced by ./tidemark.

# The commands that the archive is made from, one a line: what they load starts fast afterwards. They
# run in a folder of their own, on a new project and its own embedded server.
training='
--help
init warm_up
ls --project-dir warm_up
run --project-dir warm_up
run --project-dir warm_up
build --project-dir warm_up
show --project-dir warm_up --select orders
'

# Writes the archive $1, or an empty file where this JVM can't make one: it is a matter of speed
# only. It arrives by a rename, because a Tidemark that is running may have the old one mapped, and
# only when it is whole: a JVM dies of half an archive.
train() {
  [ -w "$app" ] || return 0
  folder=$(mktemp -d) || return 0
  classes=$app/classes.$$
  : >"$classes"
  # Where we are root, the server's own account has to get in.
  chmod 755 "$folder"
  printf '%s\n' "$training" | while IFS= read -r arguments; do
    [ -n "$arguments" ] || continue
    (cd "$folder" && run_java -XX:DumpLoadedClassList="$classes.one" -cp "$app/tidemark.jar" io.tidemark.cli.Tidemark $arguments) </dev/null
    # Each run numbers its classes anew; only classes of other loaders need the numbers.
    sed -e '/ source: /d' -e 's/ id: [0-9]*$//' "$classes.one" | sort -u - "$classes" -o "$classes"
  done >"$app/archive.log" 2>&1 || true
  # A static archive, since a dynamic one leaves out classes as old as picocli's; by G1, the only
  # collector whose dump keeps heap objects.
  if ! (run_java -XX:-UseSerialGC -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile="$classes" \
    -XX:SharedArchiveFile="$1.$$" -cp "$app/tidemark.jar") </dev/null >>"$app/archive.log" 2>&1; then
    rm -f "$1.$$"
  fi
  rm -rf "$classes" "$classes.one" "$folder"
  [ -e "$1.$$" ] || : >"$1.$$"
  mv -f "$1.$$" "$1"
}
