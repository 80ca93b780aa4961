// A packet of Wintab with the fields that Qt asks for (its PACKETDATA), in the order of their bits.
#pragma once

#include "wintab.h"

static_assert((PACKETDATA) == (PK_TIME | PK_CURSOR | PK_BUTTONS | PK_X | PK_Y | PK_Z | PK_NORMAL_PRESSURE |
                               PK_TANGENT_PRESSURE | PK_ORIENTATION),
              "Qt asks for other fields than these");

typedef struct tagPACKET
{
    DWORD pkTime;
    UINT pkCursor;
    DWORD pkButtons;
    LONG pkX;
    LONG pkY;
    LONG pkZ;
    UINT pkNormalPressure;
    UINT pkTangentPressure;
    ORIENTATION pkOrientation;
} PACKET;
