FROM alpine
﻿RUN true
RUN false
