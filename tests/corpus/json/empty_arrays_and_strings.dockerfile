FROM alpine
ENTRYPOINT []
CMD [""]
RUN [ ]
VOLUME []
COPY ["", ""]
