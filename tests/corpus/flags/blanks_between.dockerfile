FROM alpine
COPY   --from=a		--chown=b    x   y
RUN	--network=nonetrue
