FROM alpine
ADD https://example.com/file.tar.gz /tmp/
ADD archive.tar.gz /opt/
ADD git@github.com:example/repo.git#v1.0 /src
ADD $URL /x
