// What Qt's plug-in for Windows wants of the tablet interface Wintab 1.4. Debian's source package of Qt lacks Wacom's
// header, whose licence forbids changes; these are the interface's facts, written down anew. A tablet is looked for
// only by who asks Qt for it ("-platform windows:nowmpointer").
#pragma once

#include <windows.h>

#ifndef API
#define API WINAPI
#endif

DECLARE_HANDLE(HCTX);

typedef DWORD WTPKT; // a set of PK_… bits
typedef DWORD FIX32; // 16 bits before the point, 16 behind it

enum
{
    LCNAMELEN = 40
};

typedef struct tagAXIS
{
    LONG axMin;
    LONG axMax;
    UINT axUnits;
    FIX32 axResolution;
} AXIS;

typedef struct tagLOGCONTEXTW
{
    WCHAR lcName[LCNAMELEN];
    UINT lcOptions;
    UINT lcStatus;
    UINT lcLocks;
    UINT lcMsgBase;
    UINT lcDevice;
    UINT lcPktRate;
    WTPKT lcPktData;
    WTPKT lcPktMode;
    WTPKT lcMoveMask;
    DWORD lcBtnDnMask;
    DWORD lcBtnUpMask;
    LONG lcInOrgX;
    LONG lcInOrgY;
    LONG lcInOrgZ;
    LONG lcInExtX;
    LONG lcInExtY;
    LONG lcInExtZ;
    LONG lcOutOrgX;
    LONG lcOutOrgY;
    LONG lcOutOrgZ;
    LONG lcOutExtX;
    LONG lcOutExtY;
    LONG lcOutExtZ;
    FIX32 lcSensX;
    FIX32 lcSensY;
    FIX32 lcSensZ;
    BOOL lcSysMode;
    int lcSysOrgX;
    int lcSysOrgY;
    int lcSysExtX;
    int lcSysExtY;
    FIX32 lcSysSensX;
    FIX32 lcSysSensY;
} LOGCONTEXTW, LOGCONTEXT, *LPLOGCONTEXT;

typedef struct tagORIENTATION
{
    int orAzimuth;
    int orAltitude;
    int orTwist;
} ORIENTATION;

// Messages
enum
{
    WT_PACKET = 0x7FF0,
    WT_PROXIMITY = 0x7FF5
};
// What a context may do
enum
{
    CXO_SYSTEM = 0x0001,
    CXO_PEN = 0x0002,
    CXO_MESSAGES = 0x0004,
    CXO_CSRMESSAGES = 0x0008,
    CXO_MGNINSIDE = 0x4000,
    CXO_MARGIN = 0x8000
};
// What can be asked, and each one's details
enum
{
    WTI_INTERFACE = 1,
    WTI_DEFCONTEXT = 3,
    WTI_DEFSYSCTX = 4,
    WTI_DEVICES = 100,
    WTI_CURSORS = 200
};
enum
{
    IFC_WINTABID = 1,
    IFC_SPECVERSION = 2,
    IFC_IMPLVERSION = 3,
    IFC_NDEVICES = 4,
    IFC_NCURSORS = 5,
    IFC_CTXOPTIONS = 7,
    IFC_NEXTENSIONS = 9
};
enum
{
    DVC_NPRESSURE = 15,
    DVC_TPRESSURE = 16,
    DVC_ORIENTATION = 17
};
enum
{
    CSR_SYSBTNMAP = 8,
    CSR_PHYSID = 15,
    CSR_TYPE = 20
};
// What a packet may tell, in the order of its fields
enum
{
    PK_TIME = 0x0004,
    PK_CURSOR = 0x0020,
    PK_BUTTONS = 0x0040,
    PK_X = 0x0080,
    PK_Y = 0x0100,
    PK_Z = 0x0200,
    PK_NORMAL_PRESSURE = 0x0400,
    PK_TANGENT_PRESSURE = 0x0800,
    PK_ORIENTATION = 0x1000
};
