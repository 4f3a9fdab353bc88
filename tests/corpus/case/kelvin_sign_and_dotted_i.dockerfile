FROM alpine
WORKDIR /srv
VOLUME /data
ONBUİLD RUN true
