FROM ubuntu:18.04
RUN apt-get update && apt-get install -y gcc make wget
RUN wget http://example.com/lib-1.2.tar.gz
RUN tar xzf lib-1.2.tar.gz
RUN cd lib-1.2 && ./configure && make -j4 && make install
RUN rm -rf lib-1.2 lib-1.2.tar.gz
RUN ldconfig
