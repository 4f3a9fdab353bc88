FROM alpine
RUN echo �  􏿿 ﻿
LABEL a=﻿b
