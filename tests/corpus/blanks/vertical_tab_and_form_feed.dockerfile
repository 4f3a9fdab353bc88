FROMalpineASbase
COPYab/dst
RUNecho hi
ENVAb
