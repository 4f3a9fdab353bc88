FROM alpine
CMD [ "a" ,	"b"	]
ENTRYPOINT   [ "a", "b" ]
RUN ["a", "b"]
CMD ["a","b"]
