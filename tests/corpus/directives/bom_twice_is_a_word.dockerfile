﻿FROM alpine
RUN true
