FROM golang:latest
RUN go get github.com/example/tool
ADD . $GOPATH/src/app
RUN cd $GOPATH/src/app && go build -o app
RUN chmod 777 $GOPATH/src/app/app
CMD $GOPATH/src/app/app
