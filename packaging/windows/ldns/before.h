// Read before every file of ldns: one of them (edns.c) shows its headers without having read config.h, by which the
// others get the addresses of Windows.
#pragma once

#include <winsock2.h>
#include <ws2tcpip.h>
