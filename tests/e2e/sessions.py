"""A session manager, as a desktop has one: programs that are started within its session are told when it ends (XSMP, by
the system's libSM). Listens on a local socket only."""
import ctypes
import os
import queue
import select
import threading

Pointer, Bool = ctypes.c_void_p, ctypes.c_int
CALLBACKS = {"register_client": (ctypes.c_int, [ctypes.c_char_p]), "interact_request": (None, [ctypes.c_int]),
             "interact_done": (None, [Bool]), "save_yourself_request": (None, [ctypes.c_int, Bool, ctypes.c_int, Bool, Bool]),
             "save_yourself_phase2_request": (None, []), "save_yourself_done": (None, [Bool]),
             "close_connection": (None, [ctypes.c_int, Pointer]), "set_properties": (None, [ctypes.c_int, Pointer]),
             "delete_properties": (None, [ctypes.c_int, Pointer]), "get_properties": (None, [])}
SAVE_BOTH, INTERACT_ANY = 2, 2  # SM.h
CLOSED = (1, 2)                 # IceProcessMessagesIOError, IceProcessMessagesConnectionClosed


class Callback(ctypes.Structure):
    _fields_ = [("function", Pointer), ("data", Pointer)]


class SessionManager:
    def __init__(self):
        self.sm, self.ice = ctypes.CDLL("libSM.so.6"), ctypes.CDLL("libICE.so.6")
        for function in (self.ice.IceAcceptConnection, self.sm.SmsGenerateClientID):
            function.restype = Pointer
        self.ice.IceComposeNetworkIdList.restype = ctypes.c_char_p
        self.registered, self.saved, self.asked = threading.Event(), threading.Event(), []
        self.clients, self.connections, self.orders = [], [], queue.SimpleQueue()
        self.kept = []  # what C holds pointers to
        trouble = ctypes.create_string_buffer(256)
        anybody = self._keep(ctypes.CFUNCTYPE(Bool, ctypes.c_char_p)(lambda host: 1))
        arrive = self._keep(ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.POINTER(ctypes.c_ulong), Pointer,
                                             Pointer)(self._arrive))
        self.ice.IceSetIOErrorHandler(self._keep(ctypes.CFUNCTYPE(None, Pointer)(lambda connection: None)))
        assert self.sm.SmsInitialize(b"unMTA", b"1", arrive, None, anybody, 256, trouble), trouble.value
        self.ice._IceTransNoListen(b"tcp")
        count, listeners = ctypes.c_int(), ctypes.POINTER(Pointer)()
        assert self.ice.IceListenForConnections(ctypes.byref(count), ctypes.byref(listeners), 256, trouble), trouble.value
        self.listeners = [Pointer(listeners[i]) for i in range(count.value)]
        for each in self.listeners:
            self.ice.IceSetHostBasedAuthProc(each, anybody)
        self.address = self.ice.IceComposeNetworkIdList(count, listeners).decode()
        self.wake, self.nudge = os.pipe()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _keep(self, thing):
        self.kept.append(thing)
        return thing

    def _arrive(self, client, _data, mask, callbacks, _reason):
        """A program joins the session."""
        mask[0] = (1 << len(CALLBACKS)) - 1
        table = ctypes.cast(callbacks, ctypes.POINTER(Callback))
        for index, (name, (result, arguments)) in enumerate(CALLBACKS.items()):
            function = ctypes.CFUNCTYPE(result, Pointer, Pointer, *arguments)
            table[index].function = ctypes.cast(self._keep(function(getattr(self, f"_{name}"))), Pointer)
        return 1

    def _register_client(self, client, _data, previous):
        if previous:
            return 0  # of another session
        self.sm.SmsRegisterClientReply(Pointer(client), Pointer(self.sm.SmsGenerateClientID(Pointer(client))))
        self.clients.append(client)
        # Every program is asked for its state once, when it joins.
        self.sm.SmsSaveYourself(Pointer(client), SAVE_BOTH, 0, 0, 0)
        return 1

    def _save_yourself_done(self, client, _data, _success):
        self.sm.SmsSaveComplete(Pointer(client))
        (self.saved if self.registered.is_set() else self.registered).set()

    def _interact_request(self, client, _data, _kind):
        self.asked.append("interact")
        self.sm.SmsInteract(Pointer(client))

    def _interact_done(self, _client, _data, cancels):
        self.asked.append("cancel" if cancels else "done")

    def _save_yourself_phase2_request(self, client, _data):
        self.sm.SmsSaveYourselfPhase2(Pointer(client))

    def _get_properties(self, client, _data):
        self.sm.SmsReturnProperties(Pointer(client), 0, None)

    def _close_connection(self, client, _data, _count, _reasons):
        self.clients.remove(client)

    def _save_yourself_request(self, *_):
        pass

    _set_properties = _delete_properties = _save_yourself_request

    def _serve(self):
        while True:
            doors = {self.ice.IceGetListenConnectionNumber(each): each for each in self.listeners}
            lines = {self.ice.IceConnectionNumber(each): each for each in self.connections}
            for ready in select.select([self.wake, *doors, *lines], [], [])[0]:
                if ready == self.wake:
                    os.read(self.wake, 1)
                    self.orders.get()()
                elif ready in doors:
                    status = ctypes.c_int()
                    self.connections.append(Pointer(self.ice.IceAcceptConnection(doors[ready], ctypes.byref(status))))
                elif self.ice.IceProcessMessages(lines[ready], None, None) in CLOSED:
                    self.connections.remove(lines[ready])

    def _order(self, what):
        self.orders.put(lambda: [what(Pointer(each)) for each in list(self.clients)])
        os.write(self.nudge, b"x")

    def log_off(self):
        """Tells all to save what they have, as at the end of a session, and to end once they have."""
        self.saved.clear()
        self._order(lambda client: self.sm.SmsSaveYourself(client, SAVE_BOTH, 1, INTERACT_ANY, 0))
        assert self.saved.wait(30), "the program has not said that it has saved what it has"
        self._order(self.sm.SmsDie)
