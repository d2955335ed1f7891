#!/usr/bin/env bash
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A Slurm cluster of this machine alone, for a test: needs slurm-wlm, no munge,
# no systemd and no file outside DIR, which must be an absolute path.
#   slurm.sh start DIR    then SLURM_CONF=DIR/slurm.conf is the cluster
#   slurm.sh stop DIR
set -eu
command=$1 dir=$2

free_port() {
  python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

start() {
  mkdir -p "$dir/state" "$dir/spool"
  local user
  user=$(id -un)
  cat >"$dir/slurm.conf" <<END
ClusterName=pageless
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/none
CredType=cred/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
NodeName=localhost NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=localhost Default=YES MaxTime=INFINITE State=UP
END
  export SLURM_CONF=$dir/slurm.conf
  slurmctld -D </dev/null >"$dir/slurmctld.log" 2>&1 &
  echo $! >"$dir/controller"
  slurmd -D -N localhost </dev/null >"$dir/slurmd.log" 2>&1 &
  echo $! >"$dir/node"
  for _ in {1..300}; do
    [[ $(sinfo -h -o %T 2>/dev/null) == idle* ]] && return
    sleep 0.1
  done
  tail -n 5 "$dir/slurmctld.log" "$dir/slurmd.log"
  stop
  return 1
}

stop() {
  local pid
  for pid in "$dir/node" "$dir/controller"; do
    [[ -e $pid ]] || continue
    kill "$(<"$pid")" 2>/dev/null || true
    for _ in {1..100}; do
      kill -0 "$(<"$pid")" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$(<"$pid")" 2>/dev/null || true
  done
}

"$command"
