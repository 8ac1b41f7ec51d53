// The control plane that `npm run proof -- kubernetes` runs against: the real
// API server, controllers and etcd in one program, so that they are linked once.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

// `go build` takes some 15 minutes of a core; see README.md.
func main() {
	if len(os.Args) < 2 {
		os.Stderr.WriteString("say etcd, kube-apiserver or kube-controller-manager\n")
		os.Exit(2)
	}
	program := os.Args[1]
	os.Args = os.Args[1:]
	switch program {
	case "etcd":
		etcdmain.Main(os.Args)
	case "kube-apiserver":
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		os.Exit(cli.Run(controllers.NewControllerManagerCommand()))
	default:
		os.Stderr.WriteString("there is no " + program + " in here\n")
		os.Exit(2)
	}
}
