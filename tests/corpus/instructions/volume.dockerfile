FROM alpine
VOLUME /data
VOLUME /a /b /c
VOLUME ["/with space", "/d"]
VOLUME /e "/f g"
VOLUME [/h]
