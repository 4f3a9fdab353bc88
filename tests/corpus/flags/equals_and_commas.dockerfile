FROM alpine
RUN --mount=type=bind,source=.,target=/src,rw=true,from=build make X=1
RUN --a==b --c=d=e --=f true
RUN --mount=type=cache,id=x\,y,target=/z true
